"""What would somebody get? A page that puts a described situation to the law; it reads and keeps nothing."""
