package dev.millrace.local;

/** What is printed when the stack is ready: lines to paste. They name the secret's place, never the secret. */
final class ReadyBanner {
    private final LocalStackSettings settings;

    ReadyBanner(LocalStackSettings settings) {
        this.settings = settings;
    }

    String text() {
        return """

                Millrace is ready.

                  HTTP/1.1, h2c   http://127.0.0.1:%d
                  TLS             https://127.0.0.1:%d   (its own certificate: %s)

                Paste this into another terminal, and the AWS CLI and SDKs of that terminal talk to it:

                %s
                aws kinesis create-stream --stream-name example --shard-count 2
                aws kinesis put-record --stream-name example --partition-key one --data aGVsbG8=

                Ctrl-C stops it; data and credentials stay in %s.
                """.formatted(
                settings.httpPort(), settings.tlsPort(), settings.data().resolve("tls"), exports(), settings.data());
    }

    /** The lines alone, as {@code millrace credentials} prints them. */
    String exports() {
        String who = settings.givenCredentials().isPresent()
                ? """
                  export AWS_ACCESS_KEY_ID="$MILLRACE_ROOT_ACCESS_KEY_ID"
                  export AWS_SECRET_ACCESS_KEY="$MILLRACE_ROOT_SECRET_ACCESS_KEY"
                  """
                : """
                  unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
                  export AWS_SHARED_CREDENTIALS_FILE=%s AWS_PROFILE=default
                  """.formatted(quoted(
                        DataDirectory.credentials(settings.data()).toString()));
        return who + """
                export AWS_REGION=%1$s AWS_DEFAULT_REGION=%1$s
                export AWS_ENDPOINT_URL_KINESIS=http://127.0.0.1:%2$d
                export AWS_ENDPOINT_URL_IAM=http://127.0.0.1:%2$d AWS_ENDPOINT_URL_STS=http://127.0.0.1:%2$d
                export AWS_ENDPOINT_URL_KMS=http://127.0.0.1:%2$d
                export AWS_ENDPOINT_URL_CLOUDTRAIL=http://127.0.0.1:%2$d
                """.formatted(settings.region(), settings.httpPort());
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
