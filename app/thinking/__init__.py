"""The clients of language models, over HTTP; loaded only when the settings name one."""
