package dev.millrace.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The condition keys that have a meaning here. A policy may use others, which no request has.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global condition
 *     keys</a>
 */
public enum KnownConditionKey {
    CURRENT_TIME("aws:CurrentTime"),
    EPOCH_TIME("aws:EpochTime"),
    MFA_PRESENT("aws:MultiFactorAuthPresent"),
    PRINCIPAL_ACCOUNT("aws:PrincipalAccount"),
    PRINCIPAL_ARN("aws:PrincipalArn"),
    PRINCIPAL_IS_AWS_SERVICE("aws:PrincipalIsAWSService"),
    /** {@code aws:PrincipalTag/<key>} */
    PRINCIPAL_TAG("aws:PrincipalTag"),
    PRINCIPAL_TYPE("aws:PrincipalType"),
    REQUESTED_REGION("aws:RequestedRegion"),
    /** {@code aws:RequestTag/<key>}: a tag that the request would set. */
    REQUEST_TAG("aws:RequestTag"),
    RESOURCE_ACCOUNT("aws:ResourceAccount"),
    /** {@code aws:ResourceTag/<key>} */
    RESOURCE_TAG("aws:ResourceTag"),
    SECURE_TRANSPORT("aws:SecureTransport"),
    SOURCE_IP("aws:SourceIp"),
    /** The name of the endpoint that a request came by. */
    SOURCE_VPCE("aws:SourceVpce"),
    /** All keys of tags that the request would set or remove. */
    TAG_KEYS("aws:TagKeys"),
    /** When the session or token of the caller began. */
    TOKEN_ISSUE_TIME("aws:TokenIssueTime"),
    USER_AGENT("aws:UserAgent"),
    USER_ID("aws:userid"),
    USER_NAME("aws:username"),
    VIA_AWS_SERVICE("aws:ViaAWSService"),
    /** In the place of {@link #SOURCE_IP}, for what came by an endpoint. */
    VPC_SOURCE_IP("aws:VpcSourceIp"),
    /** {@code iam:ResourceTag/<key>}: the same as {@link #RESOURCE_TAG}, of identities. */
    IDENTITY_TAG("iam:ResourceTag"),
    /** The boundary of a user or role, as it is, or as the request would set it. */
    PERMISSIONS_BOUNDARY("iam:PermissionsBoundary"),
    /** The managed policy that a request would attach or detach. */
    POLICY_ARN("iam:PolicyARN"),
    BYPASS_LOCKOUT_CHECK("kms:BypassPolicyLockoutSafetyCheck"),
    CALLER_ACCOUNT("kms:CallerAccount"),
    /** {@code kms:EncryptionContext:<key>}: the value that the request has for it. */
    ENCRYPTION_CONTEXT("kms:EncryptionContext"),
    ENCRYPTION_CONTEXT_KEYS("kms:EncryptionContextKeys"),
    KEY_ORIGIN("kms:KeyOrigin"),
    KEY_SPEC("kms:KeySpec"),
    KEY_USAGE("kms:KeyUsage"),
    MULTI_REGION("kms:MultiRegion"),
    PENDING_WINDOW("kms:ScheduleKeyDeletionPendingWindowInDays"),
    /** The alias that a request names its key by. */
    REQUEST_ALIAS("kms:RequestAlias"),
    /** The service that uses a key on the caller's behalf. */
    VIA_SERVICE("kms:ViaService"),
    DURATION_SECONDS("sts:DurationSeconds"),
    EXTERNAL_ID("sts:ExternalId"),
    ROLE_SESSION_NAME("sts:RoleSessionName"),
    /** Any that is not in this list. */
    OTHER("");

    private static final Map<String, KnownConditionKey> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(key -> key.text.toLowerCase(Locale.ROOT), Function.identity()));

    private final String text;

    KnownConditionKey(String text) {
        this.text = text;
    }

    /** As documentation writes it; empty for {@link #OTHER}. */
    public String text() {
        return text;
    }

    boolean hasElement() {
        return this == PRINCIPAL_TAG
                || this == REQUEST_TAG
                || this == RESOURCE_TAG
                || this == IDENTITY_TAG
                || this == ENCRYPTION_CONTEXT;
    }

    static KnownConditionKey named(String lowerCaseName) {
        return BY_NAME.getOrDefault(lowerCaseName, OTHER);
    }
}
