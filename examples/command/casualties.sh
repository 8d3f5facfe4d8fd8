#!/bin/sh
# Who was killed or hurt: a program for a POSIX shell and jq, which here does all the work; --unbuffered lets each answer go
# at once. Without it, jq keeps them until its input ends, and the harness has to be told so: extractor.batch=100.
exec jq --compact-output --unbuffered '
  def fact: {
    type: "casualty",
    outcome: (if .captures[1].string == "killed" then "killed" else "injured" end),
    victim: .captures[0].string,
    quotes: [.string]
  };
  {id, facts: [.text | match("\\b([A-Za-z]+) (?:was|were) (killed|wounded|injured|hurt)\\b"; "g") | fact]}
'
