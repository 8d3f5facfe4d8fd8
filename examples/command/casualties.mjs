#!/usr/bin/env node
// Who was killed or hurt: a program for Node that needs nothing but Node.
import { createInterface } from "node:readline";

const HURT = /\b([A-Za-z]+) (?:was|were) (killed|wounded|injured|hurt)\b/g;

// A fact as JSON: slots are given by words of the article, which the harness finds in it, or by a value. Offsets are left
// out on purpose: those of JavaScript count UTF-16 units, those of the harness code points.
const fact = ([quote, victim, outcome]) => ({
  type: "casualty",
  outcome: outcome === "killed" ? "killed" : "injured",
  victim,
  quotes: [quote],
});

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, text } = JSON.parse(line);
  console.log(JSON.stringify({ id, facts: [...text.matchAll(HURT)].map(fact) }));
}
