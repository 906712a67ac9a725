package dev.millrace.metadata.iam;

import dev.millrace.identity.IdentityArn;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.Naming;
import dev.millrace.metadata.iam.model.PolicyVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few of AWS's own policies that say something about what is served here, under AWS's own ARNs, so that what is written
 * for AWS attaches them here as well.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
public final class AwsManagedPolicies {
    /** With the ids that AWS has given them. */
    private static final List<ManagedPolicy> ALL = List.of(
            load("AdministratorAccess", "ANPAIWMBCKSKIEE64ZLYK", "Provides full access to AWS services and resources."),
            load("AmazonKinesisFullAccess", "ANPAIVF32HAMOXCUYRAYE", "Provides full access to all streams."),
            load("AmazonKinesisReadOnlyAccess", "ANPAIOCMTDT5RLKZ2CAJO", "Provides read only access to all streams."),
            load("IAMFullAccess", "ANPAI7XKCFMBPM3QQRRVQ", "Provides full access to IAM."),
            load("IAMReadOnlyAccess", "ANPAJKSO7NDY4T57MWDSQ", "Provides read only access to IAM."));

    private AwsManagedPolicies() {}

    public static List<ManagedPolicy> all() {
        return ALL;
    }

    static Optional<ManagedPolicy> find(String arn) {
        return ALL.stream().filter(policy -> policy.arn().equals(arn)).findFirst();
    }

    private static ManagedPolicy load(String name, String id, String description) {
        String resource = "/iam/aws-managed-policies/" + name + ".json";
        try (InputStream document = AwsManagedPolicies.class.getResourceAsStream(resource)) {
            if (document == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            String text = new String(document.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new ManagedPolicy(
                    new Naming(IdentityArn.AWS, id, "/", name, Instant.EPOCH, Map.of()),
                    description,
                    List.of(new PolicyVersion(1, text, Instant.EPOCH)),
                    1,
                    1,
                    Instant.EPOCH,
                    0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
