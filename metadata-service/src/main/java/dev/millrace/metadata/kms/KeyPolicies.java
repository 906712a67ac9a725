package dev.millrace.metadata.kms;

import dev.millrace.identity.IdentityArn;

/** Policies that keys have when nobody says another. */
public final class KeyPolicies {
    private KeyPolicies() {}

    /**
     * The account decides, by its own policies, who may do what with the key.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">Default key policy</a>
     */
    public static String ofAccount(String accountId) {
        return """
            {
              "Version" : "2012-10-17",
              "Id" : "key-default-1",
              "Statement" : [ {
                "Sid" : "Enable IAM User Permissions",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "%s"
                },
                "Action" : "kms:*",
                "Resource" : "*"
              } ]
            }\
            """.formatted(IdentityArn.ofRoot(accountId));
    }

    /**
     * Callers that may use a stream of the account may use the key, by way of Kinesis alone.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html">Key policies</a>
     */
    static String ofKinesis(String accountId, String region) {
        return """
            {
              "Version" : "2012-10-17",
              "Id" : "auto-kinesis-2",
              "Statement" : [ {
                "Sid" : "Allow access through Kinesis for all principals in the account that are authorized to use Kinesis",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "*"
                },
                "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
                "Resource" : "*",
                "Condition" : {
                  "StringEquals" : {
                    "kms:ViaService" : "kinesis.%s.amazonaws.com",
                    "kms:CallerAccount" : "%s"
                  }
                }
              }, {
                "Sid" : "Allow direct access to key metadata to the account",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "%s"
                },
                "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*" ],
                "Resource" : "*"
              } ]
            }\
            """.formatted(region, accountId, IdentityArn.ofRoot(accountId));
    }
}
