package dev.millrace.e2e.workload;

import dev.millrace.e2e.stack.Access;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Temporary credentials through the AWS SDK. */
public final class Sessions {
    private Sessions() {}

    public static StsClient sts(Access access, AwsCredentials credentials) {
        return StsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(access.endpoint())
                .region(access.region())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /** What STS has answered, to sign with. */
    public static AwsCredentials toSession(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }
}
