"""Pods, posts, and who is allocated to whom."""

from rock.teams.models.allocations import Allocation, AllocationKind
from rock.teams.models.pods import Pod, Post, PostTitle

__all__ = ["Allocation", "AllocationKind", "Pod", "Post", "PostTitle"]
