"""What the ledger of deliveries promises, measured: nothing lost, nothing doubled, nobody waits."""
