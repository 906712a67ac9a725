package dev.millrace.policy;

import java.util.List;

/**
 * A compiled statement.
 *
 * @param sid empty if it has none
 * @param actions which actions it is about
 * @param resources which resources; in a trust policy, every
 * @param principals whom; in a policy that is attached to its principal, everyone
 * @param conditions all of which must hold
 */
record Statement(
        String sid,
        Effect effect,
        Selection<TextPattern> actions,
        Selection<ArnPattern> resources,
        Principals principals,
        List<Condition> conditions) {
    Statement {
        conditions = List.copyOf(conditions);
    }

    /** How closely it names the caller of a request that it matches; none if it does not match. */
    PrincipalMatch match(AccessRequest request) {
        if (!actions.selects(request.action(), request) || !resources.selects(request.resource(), request)) {
            return PrincipalMatch.NONE;
        }
        PrincipalMatch named = principals.naming(request.caller(), effect);
        return named != PrincipalMatch.NONE && conditionsHold(request) ? named : PrincipalMatch.NONE;
    }

    private boolean conditionsHold(AccessRequest request) {
        for (Condition condition : conditions) {
            if (!condition.holds(request, effect)) {
                return false;
            }
        }
        return true;
    }
}
