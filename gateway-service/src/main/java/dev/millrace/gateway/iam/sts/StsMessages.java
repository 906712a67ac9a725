package dev.millrace.gateway.iam.sts;

import com.google.protobuf.Timestamp;
import dev.millrace.gateway.caller.SessionTokens.Issued;
import dev.millrace.internal.sts.v1.Credentials;

/** What results of several operations consist of. */
final class StsMessages {
    private StsMessages() {}

    static Credentials toMessage(Issued issued) {
        return Credentials.newBuilder()
                .setAccessKeyId(issued.accessKeyId())
                .setSecretAccessKey(issued.secretAccessKey())
                .setSessionToken(issued.token())
                .setExpiration(
                        Timestamp.newBuilder().setSeconds(issued.expiresAt().getEpochSecond()))
                .build();
    }
}
