package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** However long the texts of a request and the patterns of policies are, a decision takes little; and no Deny is missed by that. */
class MatchBudgetTest {
    private static final Duration LITTLE = Duration.ofSeconds(2);

    @Test
    void aPatternThatNearlyMatchesALongTextManyTimesIsNotFollowedToItsEnd() throws PolicyFormatException {
        ApplicablePolicies policies = denyOrAllow("*" + "a".repeat(1000) + "?b");
        AccessRequest request = userAgent("a".repeat(1_000_000));

        assertTimeout(
                LITTLE, () -> assertThat(AccessDecision.of(request, policies)).isEqualTo(AccessDecision.UNDECIDED));
        assertThat(AccessDecision.UNDECIDED.allowed()).isFalse();
        assertThat(AccessDecision.UNDECIDED.explicitlyDenied()).isTrue();
        assertThat(AccessDecision.UNDECIDED.refusal(request))
                .endsWith("because its policies and the texts of the request are too long to compare");
    }

    @Test
    void variablesThatStandForLongTextsCostWhatTheyAreLong() throws PolicyFormatException {
        ApplicablePolicies policies = denyOrAllow("${aws:UserAgent}".repeat(100));
        AccessRequest request = userAgent("a".repeat(1_000_000));

        assertTimeout(
                LITTLE, () -> assertThat(AccessDecision.of(request, policies)).isEqualTo(AccessDecision.UNDECIDED));
    }

    @Test
    void manyPatternsAndManyValuesCostTheirProduct() throws PolicyFormatException {
        String many = IntStream.range(0, 3000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        List<String> values = IntStream.range(0, 3000).mapToObj(i -> "v" + i).toList();
        ApplicablePolicies policies =
                ApplicablePolicies.ofIdentity(List.of(new AttachedPolicy("p", document("""
                {"Effect": "Deny", "Action": "*", "Resource": "*",
                 "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": [%s]}}}""".formatted(many)))));
        AccessRequest request = new AccessRequest(
                Requests.caller("user", Requests.HERE),
                Requests.PUT,
                Requests.STREAM,
                Requests.HERE,
                Requests.NOW,
                key -> values);

        assertTimeout(
                LITTLE, () -> assertThat(AccessDecision.of(request, policies)).isEqualTo(AccessDecision.UNDECIDED));
    }

    @Test
    void anExplanationEndsAsTheDecisionDoes() throws PolicyFormatException {
        ApplicablePolicies policies = denyOrAllow("*" + "a".repeat(1000) + "?b");

        assertTimeout(
                LITTLE,
                () -> assertThat(AccessExplanation.of(userAgent("a".repeat(1_000_000)), policies)
                                .decision())
                        .isEqualTo(AccessDecision.UNDECIDED));
    }

    @Test
    void anOrdinaryPatternIsFollowedThroughALongText() throws PolicyFormatException {
        ApplicablePolicies policies = denyOrAllow("*curl/7*");

        assertThat(AccessDecision.of(userAgent("x".repeat(60_000) + "curl/7.88"), policies))
                .isEqualTo(AccessDecision.DENIED_BY_IDENTITY_POLICY);
        assertThat(AccessDecision.of(userAgent("x".repeat(60_000)), policies)).isEqualTo(AccessDecision.ALLOWED);
    }

    /** Few letters make for texts and patterns that nearly match. */
    @Property(tries = 200)
    void whateverIsComparedADenyHoldsOrNothingIsAllowed(
            @ForAll("patterns") String pattern, @ForAll @IntRange(min = 1, max = 20_000) int length)
            throws PolicyFormatException {
        String text = ("a".repeat(length) + "b").substring(length % 2);
        AccessRequest request = userAgent(text);

        long began = System.nanoTime();
        AccessDecision decision = AccessDecision.of(request, denyOrAllow(pattern));
        Duration taken = Duration.ofNanos(System.nanoTime() - began);

        assertThat(taken).isLessThan(LITTLE);
        AccessRequest patient = new AccessRequest(
                request.caller(),
                request.action(),
                request.resource(),
                request.resourceAccount(),
                request.time(),
                request.context(),
                new MatchBudget(1L << 40));
        if (AccessDecision.of(patient, denyOrAllow(pattern)).explicitlyDenied()) {
            assertThat(decision.allowed()).isFalse();
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("*", "?", "a", "aa", "aaaaaaaa", "b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    private static ApplicablePolicies denyOrAllow(String pattern) throws PolicyFormatException {
        return ApplicablePolicies.ofIdentity(List.of(new AttachedPolicy("p", document("""
                {"Effect": "Deny", "Action": "*", "Resource": "*",
                 "Condition": {"StringLike": {"aws:UserAgent": "%s"}}},
                {"Effect": "Allow", "Action": "*", "Resource": "*"}""".formatted(pattern)))));
    }

    private static PolicyDocument document(String statements) throws PolicyFormatException {
        return PolicyDocument.parse(
                PolicyKind.IDENTITY, "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}");
    }

    private static AccessRequest userAgent(String text) {
        return new AccessRequest(
                Requests.caller("user", Requests.HERE),
                Requests.PUT,
                Requests.STREAM,
                Requests.HERE,
                Requests.NOW,
                key -> key.known() == KnownConditionKey.USER_AGENT ? List.of(text) : List.of());
    }
}
