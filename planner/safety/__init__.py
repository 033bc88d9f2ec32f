"""The gate: policy, questions, permits. The only place where a permit comes from."""
