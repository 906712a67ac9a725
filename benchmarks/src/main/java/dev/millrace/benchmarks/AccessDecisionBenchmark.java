package dev.millrace.benchmarks;

import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.policy.AttachedPolicy;
import dev.millrace.policy.Caller;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import dev.millrace.policy.RequestContext;
import dev.millrace.policy.ResourcePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deciding one PutRecord by ten policies of four statements each, of which the last one allows it: eight of the user, its
 * boundary and the stream's. All their conditions are asked, for tags, addresses, dates and by variables.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AccessDecisionBenchmark {
    private static final String ACCOUNT = "000000000000";
    private static final String STREAM = "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/orders-eu";
    private static final String OTHER_STATEMENTS = """
            {"Effect": "Deny", "Action": "kinesis:*", "Resource": "*",
             "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16", "2001:db8::/32"]}}},
            {"Effect": "Deny", "Action": "kinesis:Put*", "Resource": "arn:aws:kinesis:*:*:stream/*",
             "Condition": {"StringNotEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"},
                           "DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}},
            {"Effect": "Allow", "Action": ["kinesis:Get*", "kinesis:Describe*", "kinesis:List*"], "Resource": "*"},
            """;
    private static final String ELSEWHERE = """
            {"Effect": "Allow", "Action": "kinesis:PutRecord*", "Resource": "arn:aws:kinesis:*:*:stream/${aws:username}-*"}
            """;
    private static final String HERE = """
            {"Effect": "Allow", "Action": "kinesis:PutRecord*", "Resource": "arn:aws:kinesis:*:*:stream/orders-*",
             "Condition": {"Bool": {"aws:SecureTransport": "true"}}}
            """;

    private ApplicablePolicies policies = ApplicablePolicies.NONE;
    private RequestContext context = RequestContext.none();
    private final Caller caller = new Caller.User(
            ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/ann", "ann", "AIDAEXAMPLE0000001", Map.of("team", "red"));
    private final Instant now = Instant.parse("2026-11-23T00:00:00Z");

    @Setup
    public void compile() throws PolicyFormatException {
        List<AttachedPolicy> identity = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            identity.add(policy(PolicyKind.IDENTITY, OTHER_STATEMENTS + ELSEWHERE));
        }
        identity.add(policy(PolicyKind.IDENTITY, OTHER_STATEMENTS + HERE));
        String stream = """
                {"Effect": "Deny", "NotPrincipal": {"AWS": ["000000000000", "arn:aws:iam::000000000000:user/ann"]},
                 "Action": "kinesis:*", "Resource": "*"}
                """;
        policies = new ApplicablePolicies(
                identity,
                Optional.of(policy(PolicyKind.BOUNDARY, OTHER_STATEMENTS + HERE)),
                List.of(),
                Optional.of(ResourcePolicy.additional(
                        "stream", policy(PolicyKind.RESOURCE, stream).document())));
        Map<String, String> tags = Map.of("team", "red", "env", "prod", "owner", "ann");
        context = key -> switch (key.known()) {
            case SOURCE_IP -> List.of("10.1.2.3");
            case SECURE_TRANSPORT -> List.of("true");
            case RESOURCE_TAG -> key.among(tags);
            default -> List.of();
        };
        if (!tenPolicies().allowed()) {
            throw new IllegalStateException("Refused by " + tenPolicies());
        }
    }

    @Benchmark
    public AccessDecision tenPolicies() {
        return AccessDecision.of(
                new AccessRequest(caller, "kinesis:PutRecord", STREAM, ACCOUNT, now, context), policies);
    }

    private static AttachedPolicy policy(PolicyKind kind, String statements) throws PolicyFormatException {
        String text = "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
        return new AttachedPolicy(kind.name(), PolicyDocument.parse(kind, text));
    }
}
