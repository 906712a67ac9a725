package dev.millrace.policy;

/** Documents in tests, with single quotes in place of double ones. */
final class Policies {
    private Policies() {}

    static PolicyDocument parsed(PolicyKind kind, String text) {
        try {
            return PolicyDocument.parse(kind, text.replace('\'', '"'));
        } catch (PolicyFormatException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A text that has single quotes of its own. */
    static String quoted(String text) {
        return text.replace("'", "\\u0027");
    }

    /** An identity policy of one statement, of which these are members. */
    static PolicyDocument identity(String members) {
        return parsed(PolicyKind.IDENTITY, "{'Version':'2012-10-17','Statement':{'Effect':'Allow'," + members + "}}");
    }

    /** A resource policy that allows everything to whom its principal names. */
    static PolicyDocument resource(String effect, String principal) {
        return parsed(
                PolicyKind.RESOURCE,
                "{'Version':'2012-10-17','Statement':{'Effect':'" + effect + "'," + principal
                        + ",'Action':'*','Resource':'*'}}");
    }

    static boolean allows(PolicyDocument policy, AccessRequest request) {
        return policy.matches(request, Effect.ALLOW);
    }
}
