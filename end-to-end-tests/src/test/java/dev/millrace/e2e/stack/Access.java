package dev.millrace.e2e.stack;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What a client needs to know. */
public record Access(URI endpoint, URI tlsEndpoint, Region region, String accessKeyId, String secretAccessKey) {
    public static final String ACCOUNT = "000000000000";

    /** The same place for somebody else. */
    public Access as(String otherAccessKeyId, String otherSecretAccessKey) {
        return new Access(endpoint, tlsEndpoint, region, otherAccessKeyId, otherSecretAccessKey);
    }

    public AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    }
}
