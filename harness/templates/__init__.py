"""Role fillers of documents and of templates, scored as GRIT and GTT score them."""
