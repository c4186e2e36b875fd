"""The mailbox: stores files, keeps them in order, processes them part by part, and sets apart what cannot be used."""
