"""Facts from a language model behind any OpenAI-compatible endpoint."""
