// Two browsers and two programs at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
