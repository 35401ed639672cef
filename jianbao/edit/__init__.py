"""What helps to write a record: skeletons, canonical form, schemas. Text in, text out; no disk."""
