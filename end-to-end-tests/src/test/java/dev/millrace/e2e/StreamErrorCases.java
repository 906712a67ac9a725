package dev.millrace.e2e;

import static dev.millrace.e2e.ErrorCase.ARN;
import static dev.millrace.e2e.ErrorCase.NAMED;
import static dev.millrace.e2e.ErrorCase.STREAM;
import static dev.millrace.e2e.ErrorCase.UNDER;
import static dev.millrace.e2e.ErrorCase.invalidArgument;
import static dev.millrace.e2e.ErrorCase.limit;
import static dev.millrace.e2e.ErrorCase.notFound;
import static dev.millrace.e2e.ErrorCase.validation;

import java.util.List;
import java.util.stream.Stream;

/** Errors of streams and their settings. */
final class StreamErrorCases {
    private StreamErrorCases() {}

    static Stream<ErrorCase> all() {
        return Stream.of(addressing(), creation(), retention(), settings()).flatMap(List::stream);
    }

    private static List<ErrorCase> addressing() {
        return List.of(
                notFound(
                        "DescribeStreamSummary",
                        "'StreamName':'nobody'",
                        "Stream nobody under account 000000000000 not found."),
                notFound(
                        "PutRecord",
                        "'StreamName':'nobody','Data':'','PartitionKey':'k'",
                        "Stream nobody under account 000000000000 not found."),
                invalidArgument(
                        "DescribeStream", "", "Either StreamName or StreamARN must be provided in the request."),
                invalidArgument(
                        "DescribeStream",
                        "'StreamName':'other','StreamARN':'" + ARN + "'",
                        "StreamName and StreamARN in the request do not name the same stream."),
                notFound(
                        "ListTagsForResource",
                        "'ResourceARN':'" + ARN.replace("us-east-1", "eu-west-1") + "'",
                        "Stream " + ARN.replace("us-east-1", "eu-west-1") + " not found."),
                notFound(
                        "ListTagsForResource",
                        "'ResourceARN':'" + ARN.replace("arn:aws:", "arn:aws-cn:") + "'",
                        "Stream " + ARN.replace("arn:aws:", "arn:aws-cn:") + " not found."),
                validation(
                        "DescribeStream",
                        "'StreamName':'not a name'",
                        "1 validation error detected: Value 'not a name' at 'streamName' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"));
    }

    private static List<ErrorCase> creation() {
        return List.of(
                new ErrorCase(
                        "CreateStream",
                        "{" + NAMED + ",'ShardCount':1}",
                        "ResourceInUseException",
                        "S" + UNDER + " already exists."),
                limit(
                        "CreateStream",
                        "'StreamName':'huge','ShardCount':100000",
                        "This request would exceed the shard limit for the account 000000000000 in us-east-1. Current"
                                + " shard count for the account: <n>. Limit: <n>. Number of additional shards that would"
                                + " have resulted from this request: 100000. Refer to the AWS Service Limits page"
                                + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current"
                                + " limits and how to request higher limits."),
                validation(
                        "CreateStream",
                        "'StreamName':'new','StreamModeDetails':{'StreamMode':'PROVISIONED'}",
                        "1 validation error detected: Value null at 'shardCount' failed to satisfy constraint: Member"
                                + " must not be null"),
                invalidArgument(
                        "CreateStream",
                        "'StreamName':'new','ShardCount':1,'Tags':{'aws:mine':'x'}",
                        "Tag keys that begin with 'aws:' are reserved."),
                validation(
                        "CreateStream",
                        "'StreamName':'new','ShardCount':1,'WarmThroughputMiBps':5",
                        "WarmThroughputMiBps can only be set for a stream in On-Demand mode."),
                validation(
                        "UpdateMaxRecordSize",
                        "'StreamARN':'" + ARN + "','MaxRecordSizeInKiB':1023",
                        "1 validation error detected: Value '1023' at 'maxRecordSizeInKiB' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 1024"));
    }

    private static List<ErrorCase> retention() {
        return List.of(
                invalidArgument(
                        "DecreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':23",
                        "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too"
                                + " short."),
                invalidArgument(
                        "IncreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':8761",
                        "Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too"
                                + " long."),
                invalidArgument(
                        "IncreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':24",
                        "Requested retention period (24 hours) for stream " + STREAM
                                + " can not be shorter than existing retention period (48 hours). Use"
                                + " DecreaseRetentionPeriod API."),
                invalidArgument(
                        "DecreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':49",
                        "Requested retention period (49 hours) for stream " + STREAM
                                + " can not be longer than existing retention period (48 hours). Use"
                                + " IncreaseRetentionPeriod API."));
    }

    private static String invalidTags() {
        return "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.";
    }

    private static List<ErrorCase> settings() {
        return List.of(
                invalidArgument(
                        "AddTagsToStream",
                        NAMED + ",'Tags':{'rate':'5 %'}",
                        "Failed to add tags to s" + UNDER + " because some tags contained illegal characters. The"
                                + " allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'."),
                invalidArgument("TagResource", "'ResourceARN':'" + ARN + "','Tags':{'a':'<'}", invalidTags()),
                invalidArgument("AddTagsToStream", NAMED + ",'Tags':{'a\\tb':'c'}", invalidTags()),
                invalidArgument("AddTagsToStream", NAMED + ",'Tags':{'a':'b\\n'}", invalidTags()),
                invalidArgument("AddTagsToStream", NAMED + ",'Tags':{'a':'b;c'}", invalidTags()),
                invalidArgument("AddTagsToStream", NAMED + ",'Tags':{'a,':'%'}", invalidTags()),
                invalidArgument("RemoveTagsFromStream", NAMED + ",'TagKeys':['a;']", invalidTags()),
                invalidArgument(
                        "RemoveTagsFromStream",
                        NAMED + ",'TagKeys':['5 %']",
                        "Failed to remove tags from s" + UNDER + " because some tags contained illegal characters. The"
                                + " allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'."),
                notFound(
                        "DeleteResourcePolicy",
                        "'ResourceARN':'" + ARN + "'",
                        "No resource policy found for resource ARN " + ARN + "."),
                invalidArgument(
                        "StartStreamEncryption",
                        NAMED + ",'EncryptionType':'NONE','KeyId':'alias/a'",
                        "EncryptionType must be KMS. Specified value was NONE."),
                invalidArgument(
                        "PutResourcePolicy",
                        "'ResourceARN':'" + ARN + "','Policy':'no policy'",
                        "The policy is not valid JSON."),
                validation(
                        "UpdateStreamWarmThroughput",
                        NAMED + ",'WarmThroughputMiBps':5",
                        "Request is invalid. S" + UNDER + " is in Provisioned mode."),
                validation(
                        "UpdateStreamMode",
                        "'StreamARN':'" + ARN + "','StreamModeDetails':{'StreamMode':'PROVISIONED'},"
                                + "'WarmThroughputMiBps':5",
                        "WarmThroughputMiBps can only be set for a stream in On-Demand mode."),
                validation(
                        "EnableEnhancedMonitoring",
                        NAMED + ",'ShardLevelMetrics':[]",
                        "1 validation error detected: Value at 'shardLevelMetrics' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 1"));
    }
}
