"""People who sign in, and the roles they hold."""

from rock.accounts.models.face import Face
from rock.accounts.models.roles import RoleHolding
from rock.accounts.models.user import User, UserKind

__all__ = ["Face", "RoleHolding", "User", "UserKind"]
