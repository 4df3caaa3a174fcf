"""Lost reconsideration and litigation cases and their analysis."""
