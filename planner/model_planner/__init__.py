"""A language model as planner: asked in one prompt, its answer checked into a plan of the closed set of steps."""
