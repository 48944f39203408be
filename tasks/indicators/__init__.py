"""The order's indicators: read from the record with what people have counted, shown as a table."""
