"""Built pages as the witness reads them."""
