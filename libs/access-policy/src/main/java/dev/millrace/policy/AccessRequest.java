package dev.millrace.policy;

import java.time.Instant;
import java.util.List;

/**
 * One action that a caller asks for.
 *
 * @param action {@code <service>:<Operation>}
 * @param resource the ARN of what it is done to, or {@code *} for an action that is done to nothing in particular
 * @param resourceAccount whose that is; for {@code *}, the caller's own
 * @param time when it was asked
 * @param context the rest of what conditions may ask about
 * @param budget how much work may be put into deciding; beyond that it is refused
 */
public record AccessRequest(
        Caller caller,
        String action,
        String resource,
        String resourceAccount,
        Instant time,
        RequestContext context,
        MatchBudget budget) {
    private static final List<String> FALSE = List.of("false");

    /** With as much work as one request may cause. */
    public AccessRequest(
            Caller caller,
            String action,
            String resource,
            String resourceAccount,
            Instant time,
            RequestContext context) {
        this(caller, action, resource, resourceAccount, time, context, MatchBudget.ofOneRequest());
    }

    /**
     * The values of a condition key, empty if it is absent. What follows from the caller and the time is taken from them, so
     * that no context can say otherwise.
     */
    List<String> values(ContextKey key) {
        return switch (key.known()) {
            case CURRENT_TIME -> List.of(time.toString());
            case EPOCH_TIME -> List.of(Long.toString(time.getEpochSecond()));
            case PRINCIPAL_ACCOUNT, CALLER_ACCOUNT -> List.of(caller.account());
            case PRINCIPAL_ARN -> List.of(caller.principalArn());
            case PRINCIPAL_TAG -> key.among(caller.tags());
            case PRINCIPAL_TYPE -> List.of(type());
            case RESOURCE_ACCOUNT -> List.of(resourceAccount);
            case USER_ID -> List.of(caller.userId());
            case USER_NAME -> caller instanceof Caller.User user ? List.of(user.name()) : List.of();
            case PRINCIPAL_IS_AWS_SERVICE -> FALSE;
            case VIA_AWS_SERVICE -> orFalse(context.values(key));
            default -> context.values(key);
        };
    }

    private static List<String> orFalse(List<String> values) {
        return values.isEmpty() ? FALSE : values;
    }

    private String type() {
        if (caller instanceof Caller.AccountRoot) {
            return "Account";
        }
        return caller instanceof Caller.User ? "User" : "AssumedRole";
    }
}
