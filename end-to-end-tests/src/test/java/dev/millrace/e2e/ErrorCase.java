package dev.millrace.e2e;

import dev.millrace.e2e.stack.Access;

/**
 * A request, and the error that it is answered with.
 *
 * @param request JSON with single quotes
 * @param message in which {@code <n>} is any number
 */
record ErrorCase(String operation, String request, String type, String message) {
    static final String STREAM = "conformance";
    static final String ARN = "arn:aws:kinesis:us-east-1:" + Access.ACCOUNT + ":stream/" + STREAM;
    static final String NAMED = "'StreamName':'" + STREAM + "'";
    static final String ON_DEMAND = "'StreamName':'" + STREAM + "-on-demand'";
    static final String UNDER = "tream " + STREAM + " under account " + Access.ACCOUNT;

    /** Closed: it was split. */
    static final String SHARD = "shardId-000000000000";

    /** Of a consumer that has the name of one that there is, but was created at another time. */
    static final String CONSUMER = ARN + "/consumer/reader:1700000000";

    static ErrorCase invalidArgument(String operation, String members, String message) {
        return new ErrorCase(operation, "{" + members + "}", "InvalidArgumentException", message);
    }

    static ErrorCase validation(String operation, String members, String message) {
        return new ErrorCase(operation, "{" + members + "}", "ValidationException", message);
    }

    static ErrorCase notFound(String operation, String members, String message) {
        return new ErrorCase(operation, "{" + members + "}", "ResourceNotFoundException", message);
    }

    static ErrorCase inUse(String operation, String members, String message) {
        return new ErrorCase(operation, "{" + members + "}", "ResourceInUseException", message);
    }

    static ErrorCase limit(String operation, String members, String message) {
        return new ErrorCase(operation, "{" + members + "}", "LimitExceededException", message);
    }
}
