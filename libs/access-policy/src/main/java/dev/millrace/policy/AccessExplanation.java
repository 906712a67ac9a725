package dev.millrace.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A decision with every statement that had a part in it: for the people who write policies, and slower than the decision
 * alone.
 *
 * @param matches the statements that match the request, whether or not they made the difference
 * @param missing keys that the policies ask about and the request does not have, which may be why a statement is not among
 *     them
 */
public record AccessExplanation(AccessDecision decision, List<MatchedStatement> matches, List<ContextKey> missing) {
    /** What each part of an explanation costs besides being found: it is kept. */
    private static final int PART = 200;

    /**
     * A statement that matches the request.
     *
     * @param policy the name of the policy it stands in
     * @param index its place in the policy, from 0
     * @param sid its own name, empty if it has none
     */
    public record MatchedStatement(PolicyKind kind, String policy, int index, String sid, Effect effect) {}

    public static AccessExplanation of(AccessRequest request, ApplicablePolicies policies) {
        List<AttachedPolicy> all = new ArrayList<>(policies.identity());
        policies.resource().ifPresent(resource -> all.add(resource.policy()));
        policies.boundary().ifPresent(all::add);
        all.addAll(policies.session());
        List<MatchedStatement> matches = new ArrayList<>();
        try {
            all.forEach(policy -> addMatches(request, policy, matches));
            List<ContextKey> missing = all.stream()
                    .flatMap(policy -> policy.document().contextKeys().stream())
                    .distinct()
                    .filter(key -> isMissing(request, key))
                    .toList();
            return new AccessExplanation(AccessDecision.of(request, policies), List.copyOf(matches), missing);
        } catch (MatchBudget.ExhaustedException tooMuch) {
            return new AccessExplanation(AccessDecision.UNDECIDED, List.of(), List.of());
        }
    }

    private static boolean isMissing(AccessRequest request, ContextKey key) {
        request.budget().spend(PART);
        return request.values(key).isEmpty();
    }

    private static void addMatches(AccessRequest request, AttachedPolicy policy, List<MatchedStatement> to) {
        List<Statement> statements = policy.document().statements();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (statement.match(request) != PrincipalMatch.NONE) {
                request.budget().spend(PART);
                to.add(new MatchedStatement(
                        policy.document().kind(), policy.name(), i, statement.sid(), statement.effect()));
            }
        }
    }
}
