"""Personal data in running text and in rows of tables: pure functions, which know no article and no file."""
