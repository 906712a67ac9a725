package dev.millrace.policy;

import dev.millrace.policy.Caller.AccountRoot;
import dev.millrace.policy.Caller.RoleSession;
import dev.millrace.policy.Caller.User;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Requests in tests: of one user, one session of a role and one account's root, for one stream. */
final class Requests {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final String HERE = "000000000000";
    static final String ELSEWHERE = "111122223333";
    static final String PUT = "kinesis:PutRecord";
    static final String STREAM = "arn:aws:kinesis:us-east-1:" + HERE + ":stream/orders";

    private Requests() {}

    static Caller caller(String kind, String account) {
        String iam = "arn:aws:iam::" + account + ":";
        return switch (kind) {
            case "root" -> new AccountRoot(account);
            case "user" -> new User(account, iam + "user/team/ann", "ann", "AIDA12345678ANN0", Map.of("Team", "red"));
            case "session" ->
                RoleSession.of(account, iam + "role/team/writer", "AROA12345678ROLE", "s1", Map.of("Team", "blue"));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    static AccessRequest by(Caller caller) {
        return new AccessRequest(caller, PUT, STREAM, HERE, NOW, RequestContext.none());
    }

    static AccessRequest of(String action, String resource) {
        return new AccessRequest(caller("user", HERE), action, resource, HERE, NOW, RequestContext.none());
    }

    /** @param context {@code key=value,value; key=value} */
    static AccessRequest with(Caller caller, String context) {
        Map<ContextKey, List<String>> values = new LinkedHashMap<>();
        for (String entry : context.split(";")) {
            String[] sides = entry.strip().split("=", 2);
            if (sides.length == 2) {
                values.put(ContextKey.parse(sides[0]).orElseThrow(), Arrays.asList(sides[1].split(",")));
            }
        }
        return new AccessRequest(
                caller, PUT, STREAM, HERE, NOW, key -> Objects.requireNonNullElse(values.get(key), List.of()));
    }
}
