"""What a person may write in `content/`: one schema a collection. Read by `library`; knows no files."""
