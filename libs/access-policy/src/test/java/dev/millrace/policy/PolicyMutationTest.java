package dev.millrace.policy;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a text is: it is read or refused, at once, and what was read decides without any fault. */
class PolicyMutationTest {
    private static final String VALID = """
            {"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"a","Effect":"Deny","NotAction":["kinesis:Get*","*"],
            "NotResource":["arn:aws:kinesis:*:*:stream/${aws:username, 'x'}-?","*"],"Condition":{
            "ForAllValues:StringLikeIfExists":{"aws:TagKeys":["a*",1,true]},"NumericLessThan":{"aws:EpochTime":1.5e9},
            "DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},"IpAddress":{"aws:SourceIp":["10.0.0.0/8","::1/64"]},
            "Bool":{"aws:SecureTransport":"false"},"Null":{"aws:SourceVpce":"true"},"ArnLike":{"aws:PrincipalArn":"arn:*"},
            "BinaryEquals":{"x:y":"QQ=="}}},
            {"Effect":"Allow","Principal":{"AWS":["000000000000","arn:aws:iam::000000000000:user/team/ann"]},
            "Action":"*","Resource":"*"}]}
            """;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "*",
            "?",
            "${",
            "'",
            "\\u0000",
            "\\ud800",
            "null",
            "1e999999999",
            "\"Principal\":\"*\",");

    @Property(tries = 3000)
    void aChangedPolicyIsReadOrRefused(@ForAll("changed") String text, @ForAll PolicyKind kind) {
        readAndDecide(text, kind);
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll String text, @ForAll PolicyKind kind) {
        readAndDecide(text, kind);
    }

    private static void readAndDecide(String text, PolicyKind kind) {
        assertTimeout(ofSeconds(5), () -> {
            try {
                PolicyDocument policy = PolicyDocument.parse(kind, text);
                for (String caller : List.of("user", "session", "root")) {
                    AccessRequest request = Requests.with(
                            Requests.caller(caller, Requests.HERE), "aws:TagKeys=a,b; aws:SourceIp=10.1.2.3; x:y=QQ==");
                    policy.statements().forEach(statement -> statement.match(request));
                }
            } catch (PolicyFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        });
    }

    @Provide
    Arbitrary<String> changed() {
        return Arbitraries.randomValue(PolicyMutationTest::mutate);
    }

    private static String mutate(Random random) {
        StringBuilder text = new StringBuilder(VALID);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.setCharAt(from, (char) random.nextInt(0x10000));
                default -> text.insert(random.nextInt(text.length()), text.substring(from, to));
            }
        }
        return text.toString();
    }
}
