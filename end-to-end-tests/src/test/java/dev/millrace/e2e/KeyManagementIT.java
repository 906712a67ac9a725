package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.QueryCalls;
import dev.millrace.e2e.workload.Sessions;
import dev.millrace.masterkey.AwsKmsKey;
import dev.millrace.masterkey.EnvelopeMasterKey;
import dev.millrace.masterkey.UnopenableSecretException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** Named keys in the running suite, through the AWS SDK for Java 2: what they do, and who may have them do it. */
@ExtendWith(SharedStack.class)
class KeyManagementIT {
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test");
    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("a secret of 23 letters.");

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<KmsClient> clients = new ArrayList<>();
    private Access access;
    private QueryCalls iam;
    private KmsClient root;

    @BeforeEach
    void open(StackProcess stack) {
        access = stack.access();
        iam = new QueryCalls(access, access.credentials().resolveCredentials());
        root = kms(access.credentials().resolveCredentials());
    }

    @AfterEach
    void close() {
        clients.forEach(KmsClient::close);
    }

    @Test
    void whatIsEncryptedUnderAnAliasOpensAfterRotationAndUnderAnotherKey() {
        KeyMetadata made = create(null);
        root.createAlias(request -> request.aliasName("alias/e2e-" + run).targetKeyId(made.keyId()));
        SdkBytes ciphertext = root.encrypt(request ->
                        request.keyId("alias/e2e-" + run).plaintext(SECRET).encryptionContext(CONTEXT))
                .ciphertextBlob();

        root.rotateKeyOnDemand(request -> request.keyId(made.keyId()));

        assertThat(decrypt(root, ciphertext)).isEqualTo(SECRET);
        ReEncryptResponse moved = root.reEncrypt(request -> request.ciphertextBlob(ciphertext)
                .sourceEncryptionContext(CONTEXT)
                .destinationKeyId(create(null).arn())
                .destinationEncryptionContext(CONTEXT));
        assertThat(moved.sourceKeyId()).isEqualTo(made.arn());
        assertThat(decrypt(root, moved.ciphertextBlob())).isEqualTo(SECRET);
        assertRefused("InvalidCiphertextException", () -> root.decrypt(request -> request.ciphertextBlob(ciphertext)));
        assertRefused(
                "IncorrectKeyException",
                () -> root.decrypt(request -> request.ciphertextBlob(moved.ciphertextBlob())
                        .keyId(made.arn())
                        .encryptionContext(CONTEXT)));
        GenerateDataKeyResponse dataKey = root.generateDataKey(request ->
                request.keyId(made.arn()).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        assertThat(decrypt(root, dataKey.ciphertextBlob())).isEqualTo(dataKey.plaintext());
        assertThat(root.listAliases(request -> request.keyId(made.keyId())).aliases())
                .singleElement()
                .satisfies(alias -> assertThat(alias.targetKeyId()).isEqualTo(made.keyId()));
    }

    @Test
    void whatTerraformReadsOfAKeyIsThere() {
        KeyMetadata made = root.createKey(request -> request.description("orders")
                        .tags(tag -> tag.tagKey("team").tagValue("data")))
                .keyMetadata();

        assertThat(made.keyStateAsString()).isEqualTo("Enabled");
        assertThat(made.awsAccountId()).isEqualTo(Access.ACCOUNT);
        assertThat(made.creationDate()).isNotNull();
        assertThat(root.describeKey(request -> request.keyId(made.arn())).keyMetadata())
                .isEqualTo(made);
        assertThat(root.getKeyPolicy(request -> request.keyId(made.keyId())).policy())
                .contains("arn:aws:iam::" + Access.ACCOUNT + ":root");
        assertThat(root.listResourceTags(request -> request.keyId(made.keyId())).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.tagValue()).isEqualTo("data"));
        root.enableKeyRotation(request -> request.keyId(made.keyId()));
        assertThat(root.getKeyRotationStatus(request -> request.keyId(made.keyId()))
                        .rotationPeriodInDays())
                .isEqualTo(365);
        assertThat(root.listKeysPaginator().keys().stream())
                .anyMatch(key -> key.keyArn().equals(made.arn()));
    }

    @Test
    void aUserMayWhatItsPoliciesSayAsLongAsTheKeyLeavesItToTheAccount() throws Exception {
        KeyMetadata left = create(null);
        KmsClient ada = user("ada");
        assertRefused("AccessDeniedException", () -> encrypt(ada, left.arn()));
        assertThatThrownBy(() -> encrypt(ada, left.arn()))
                .hasMessageContaining("is not authorized to perform: kms:Encrypt on resource: " + left.arn()
                        + " because no identity-based policy allows the kms:Encrypt action");

        allow("ada", "kms:Encrypt", "kms:Decrypt");
        SdkBytes ciphertext = encrypt(ada, left.arn());
        assertThat(decrypt(ada, ciphertext)).isEqualTo(SECRET);
        assertRefused("AccessDeniedException", () -> ada.disableKey(request -> request.keyId(left.keyId())));

        KeyMetadata reserved = create(policy("\"arn:aws:iam::000000000000:user/nobody-" + run + "\"", "kms:Decrypt"));
        assertRefused("AccessDeniedException", () -> encrypt(ada, reserved.arn()));
        // The key names the user: nothing else is needed.
        KmsClient bob = user("bob");
        KeyMetadata bobs = create(policy("\"arn:aws:iam::000000000000:user/bob-" + run + "\"", "kms:Encrypt"));
        assertThat(encrypt(bob, bobs.arn())).isNotNull();
    }

    @Test
    void anotherAccountNeedsBothItsOwnLeaveAndTheKeys() {
        KmsClient elsewhere = kms(administratorElsewhere());
        KeyMetadata closed = create(null);
        assertRefused("AccessDeniedException", () -> encrypt(elsewhere, closed.arn()));

        KeyMetadata open =
                create(policy("\"arn:aws:iam::" + SharedStack.OTHER_ACCOUNT + ":root\"", "kms:Encrypt", "kms:Decrypt"));
        SdkBytes ciphertext = encrypt(elsewhere, open.arn());
        assertThat(decrypt(elsewhere, ciphertext)).isEqualTo(SECRET);
        // It can be used, and not changed.
        assertRefused("AccessDeniedException", () -> elsewhere.disableKey(request -> request.keyId(open.arn())));
        assertThat(elsewhere.listKeysPaginator().keys().stream())
                .noneMatch(key -> key.keyArn().equals(open.arn()));
    }

    @Test
    void aPolicyThatLocksItsAuthorOutIsRefused() {
        KeyMetadata made = create(null);
        String others = """
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:root"}, "Action": "kms:*",
                  "Resource": "*"}]}""";

        assertRefused(
                "MalformedPolicyDocumentException",
                () -> root.putKeyPolicy(request -> request.keyId(made.keyId()).policy(others)));
        root.putKeyPolicy(request -> request.keyId(made.keyId()).policy(others).bypassPolicyLockoutSafetyCheck(true));
        assertThat(root.getKeyPolicy(request -> request.keyId(made.keyId())).policy())
                .isEqualTo(others);
    }

    @Test
    void aKeyThatIsDisabledOrAboutToBeDeletedServesNobody() {
        KeyMetadata made = create(null);
        SdkBytes ciphertext = encrypt(root, made.arn());

        root.disableKey(request -> request.keyId(made.keyId()));
        assertRefused("DisabledException", () -> decrypt(root, ciphertext));
        root.enableKey(request -> request.keyId(made.keyId()));
        assertThat(decrypt(root, ciphertext)).isEqualTo(SECRET);

        assertThat(root.scheduleKeyDeletion(
                                request -> request.keyId(made.keyId()).pendingWindowInDays(7))
                        .keyState())
                .isEqualTo(KeyState.PENDING_DELETION);
        assertRefused("KMSInvalidStateException", () -> decrypt(root, ciphertext));
        root.cancelKeyDeletion(request -> request.keyId(made.keyId()));
        assertThat(root.describeKey(request -> request.keyId(made.keyId()))
                        .keyMetadata()
                        .keyState())
                .isEqualTo(KeyState.DISABLED);
    }

    @Test
    void theAccountsOwnKeyForKinesisIsThereWhenItIsAskedFor() {
        KeyMetadata own =
                root.describeKey(request -> request.keyId("alias/aws/kinesis")).keyMetadata();

        assertThat(own.keyManagerAsString()).isEqualTo("AWS");
        assertRefused("UnsupportedOperationException", () -> root.disableKey(request -> request.keyId(own.keyId())));
        assertRefused("NotFoundException", () -> root.describeKey(request -> request.keyId("alias/nothing-" + run)));
    }

    /** As one deployment can hold the master key of another, or AWS can hold ours. */
    @Test
    void aMasterKeyCanBeKeptHere() {
        byte[] secret = SECRET.asByteArray();
        byte[] context = {1};
        try (AwsKmsKey kept = masterKey(create(null));
                AwsKmsKey another = masterKey(create(null))) {
            byte[] sealed = new EnvelopeMasterKey(kept).seal(secret, context);

            assertThat(new EnvelopeMasterKey(kept).open(sealed, context)).isEqualTo(secret);
            assertThatThrownBy(() -> new EnvelopeMasterKey(kept).open(sealed, new byte[] {2}))
                    .isInstanceOf(UnopenableSecretException.class);
            assertThatThrownBy(() -> new EnvelopeMasterKey(another).open(sealed, context))
                    .isInstanceOf(UnopenableSecretException.class);
        }
    }

    private AwsKmsKey masterKey(KeyMetadata key) {
        return AwsKmsKey.of(new AwsKmsKey.Settings(
                key.arn(), access.region().id(), Optional.of(access.endpoint()), Optional.of(access.credentials())));
    }

    private KeyMetadata create(String policy) {
        return root.createKey(request -> {
                    if (policy != null) {
                        request.policy(policy);
                    }
                })
                .keyMetadata();
    }

    /** Leaves the key to whoever is named, and its policy to the account. */
    private static String policy(String principal, String... actions) {
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"},
                   "Action": ["kms:PutKeyPolicy", "kms:DescribeKey"], "Resource": "*"},
                  {"Effect": "Allow", "Principal": {"AWS": %s}, "Action": ["%s"], "Resource": "*"}]}""".formatted(principal, String.join("\", \"", actions));
    }

    private static SdkBytes encrypt(KmsClient client, String keyArn) {
        return client.encrypt(request -> request.keyId(keyArn).plaintext(SECRET).encryptionContext(CONTEXT))
                .ciphertextBlob();
    }

    private static SdkBytes decrypt(KmsClient client, SdkBytes ciphertext) {
        return client.decrypt(request -> request.ciphertextBlob(ciphertext).encryptionContext(CONTEXT))
                .plaintext();
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }

    private KmsClient user(String name) throws IOException, InterruptedException {
        iam.done("CreateUser", "UserName", name + "-" + run);
        QueryCalls.Answer key = iam.done("CreateAccessKey", "UserName", name + "-" + run);
        return kms(AwsBasicCredentials.create(key.element("AccessKeyId"), key.element("SecretAccessKey")));
    }

    private void allow(String name, String... actions) throws IOException, InterruptedException {
        iam.done("PutUserPolicy", "UserName", name + "-" + run, "PolicyName", "keys", "PolicyDocument", """
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Action": ["%s"], "Resource": "*"}]}""".formatted(
                        String.join("\", \"", actions)));
    }

    private AwsCredentials administratorElsewhere() {
        String role = "arn:aws:iam::" + SharedStack.OTHER_ACCOUNT + ":role/OrganizationAccountAccessRole";
        try (StsClient sts = Sessions.sts(access, access.credentials().resolveCredentials())) {
            return Sessions.toSession(
                    sts.assumeRole(request -> request.roleArn(role).roleSessionName("work"))
                            .credentials());
        }
    }

    private KmsClient kms(AwsCredentials credentials) {
        KmsClient client = KmsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(access.endpoint())
                .region(access.region())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
        clients.add(client);
        return client;
    }
}
