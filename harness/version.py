"""The version of the harness: part of every signature, and what a wheel is built with."""

VERSION = "0.1.0"
