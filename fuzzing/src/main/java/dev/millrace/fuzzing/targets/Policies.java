package dev.millrace.fuzzing.targets;

import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.ApplicablePolicies;
import dev.millrace.policy.AttachedPolicy;
import dev.millrace.policy.Caller;
import dev.millrace.policy.PolicyDocument;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.PolicyKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Policy documents of every kind; one that an identity may have also decides. */
final class Policies implements FuzzTarget {
    private static final Caller USER = new Caller.User(
            "000000000000", "arn:aws:iam::000000000000:user/ann", "ann", "AIDAANN", Map.of("team", "a"));

    @Override
    public List<byte[]> seeds() {
        return List.of(bytes("""
                        {"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Deny","NotAction":["kinesis:Get*","*"],
                        "NotResource":["arn:aws:kinesis:*:*:stream/${aws:username, 'x'}-?"],"Condition":{
                        "ForAllValues:StringLikeIfExists":{"aws:TagKeys":["a*",1,true]},"NumericLessThan":{"aws:EpochTime":1.5e9},
                        "DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},
                        "IpAddress":{"aws:SourceIp":["10.0.0.0/8","::1/64"]},"Bool":{"aws:SecureTransport":"false"},
                        "Null":{"aws:SourceVpce":"true"},"ArnLike":{"aws:PrincipalArn":"arn:*"},"BinaryEquals":{"x:y":"QQ=="}}}]}
                        """), bytes("""
                        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""), bytes("""
                        {"Version":"2008-10-17","Id":"x","Statement":[{"Effect":"Allow",
                        "Principal":{"AWS":["000000000000","arn:aws:iam::000000000000:user/team/ann"]},
                        "Action":["kinesis:*","sts:AssumeRole"],"Resource":"*"}]}"""));
    }

    @Override
    public void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (PolicyKind kind : PolicyKind.values()) {
            try {
                PolicyDocument document = PolicyDocument.parse(kind, text);
                document.contextKeys();
                if (kind == PolicyKind.IDENTITY) {
                    AccessDecision.of(
                            request(), ApplicablePolicies.ofIdentity(List.of(new AttachedPolicy("fuzzed", document))));
                }
            } catch (PolicyFormatException refused) {
                Objects.requireNonNull(refused.getMessage());
            }
        }
    }

    /** Each with the work that one may cause. */
    private static AccessRequest request() {
        return new AccessRequest(
                USER,
                "kinesis:PutRecord",
                "arn:aws:kinesis:us-east-1:000000000000:stream/orders-1",
                "000000000000",
                Instant.parse("2026-01-02T03:04:05Z"),
                key -> List.of("10.1.2.3", "true", "QQ=="));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
