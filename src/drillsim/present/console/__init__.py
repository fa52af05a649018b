"""The facilitator's console as rows and words."""
