package dev.millrace.gateway.audit.event;

/**
 * What a call was about.
 *
 * @param type {@code AWS::Kinesis::Stream} and the like
 * @param name its ARN, or its name where the call gave nothing else
 */
public record AuditedResource(String type, String name) {
    public static final String STREAM = "AWS::Kinesis::Stream";
    public static final String CONSUMER = "AWS::Kinesis::StreamConsumer";

    private static final String ARN = "arn:";
    private static final int ACCOUNT_STEP = 4;

    /** Whose it is, as its ARN says; empty for a bare name. */
    String accountId() {
        if (!name.startsWith(ARN)) {
            return "";
        }
        String[] steps = name.split(":", ACCOUNT_STEP + 2);
        return steps.length > ACCOUNT_STEP ? steps[ACCOUNT_STEP] : "";
    }

    boolean hasArn() {
        return name.startsWith(ARN);
    }
}
