package dev.millrace.policy;

import dev.millrace.policy.Caller.AccountRoot;
import dev.millrace.policy.Caller.RoleSession;
import java.util.Set;

/**
 * Whom a statement is about.
 *
 * @param everyone whether {@code *} is among them
 * @param accounts by their 12 digits
 * @param named ARNs and unique ids of users, roles and sessions
 * @param negated whether it is about all others: NotPrincipal
 */
record Principals(boolean everyone, Set<String> accounts, Set<String> named, boolean negated) {
    /** Of a policy that is attached to its principal. */
    static final Principals EVERYONE = new Principals(true, Set.of(), Set.of(), false);

    Principals {
        accounts = Set.copyOf(accounts);
        named = Set.copyOf(named);
    }

    /** How closely a statement of the effect is about the caller. */
    PrincipalMatch naming(Caller caller, Effect effect) {
        if (negated) {
            return isExcepted(caller, effect) ? PrincipalMatch.NONE : PrincipalMatch.CALLER;
        }
        if (everyone || namesItself(caller)) {
            return PrincipalMatch.CALLER;
        }
        if (namesRole(caller)) {
            return PrincipalMatch.ROLE;
        }
        return accounts.contains(caller.account()) ? PrincipalMatch.ACCOUNT : PrincipalMatch.NONE;
    }

    /**
     * A session is its account, its role and itself at once; a user its account and itself. All of them must be listed to
     * escape a Deny; any one is enough to miss an Allow.
     */
    private boolean isExcepted(Caller caller, Effect effect) {
        if (everyone) {
            return true;
        }
        boolean account = accounts.contains(caller.account());
        boolean itself = namesItself(caller);
        if (effect == Effect.ALLOW) {
            return account || itself || namesRole(caller);
        }
        return account && itself && (namesRole(caller) || !(caller instanceof RoleSession));
    }

    private boolean namesItself(Caller caller) {
        if (caller instanceof AccountRoot) {
            return accounts.contains(caller.account());
        }
        return named.contains(caller.arn()) || named.contains(caller.userId());
    }

    private boolean namesRole(Caller caller) {
        return caller instanceof RoleSession session
                && (named.contains(session.roleArn()) || named.contains(session.roleId()));
    }
}
