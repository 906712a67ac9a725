package dev.millrace.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the Deny statements of a document ask about that no request here has, so that they never hold, and nobody notices.
 *
 * @param missing keys of AWS that have no value here, as its documentation writes them
 * @param unknown whether there are keys that AWS has not either, such as misspelled ones
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global condition
 *     keys</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Condition keys of services</a>
 */
public record SilentDenials(SortedSet<String> missing, boolean unknown) {
    /** The services whose keys are all listed here. Those of others are taken to be known. */
    private static final Set<String> SERVICES = Set.of("aws", "cloudtrail", "iam", "kinesis", "kms", "millrace", "sts");

    private static final String OTHER_SERVICE = "a key of another service";

    private static final Set<String> WITHOUT_VALUE = lowerCase("""
            aws:AssumedRoot aws:CalledVia aws:CalledViaAWSMCP aws:CalledViaFirst aws:CalledViaLast aws:ChatbotSourceArn
            aws:Ec2InstanceSourcePrivateIPv4 aws:Ec2InstanceSourceVpc aws:FederatedProvider aws:IsMcpServiceAction
            aws:MultiFactorAuthAge aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalServiceName
            aws:PrincipalServiceNamesList aws:Referer aws:ResourceOrgID aws:ResourceOrgPaths aws:SignInSessionArn
            aws:SourceAccount aws:SourceArn aws:SourceIdentity aws:SourceOrgID aws:SourceOrgPaths aws:SourceVpc
            aws:SourceVpcArn aws:ViaAWSMCPService aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths
            iam:AssociatedResourceArn iam:AWSServiceName iam:FIDO-FIPS-140-2-certification
            iam:FIDO-FIPS-140-3-certification iam:FIDO-certification iam:OrganizationsPolicyId iam:PassedToService
            iam:RegisterSecurityKey iam:ServiceSpecificCredentialAgeDays iam:ServiceSpecificCredentialServiceName
            kms:CustomerMasterKeySpec kms:CustomerMasterKeyUsage kms:DataKeyPairSpec kms:EncryptionAlgorithm
            kms:ExpirationModel kms:GrantConstraintType kms:GrantIsForAWSResource kms:GrantOperations
            kms:GranteePrincipal kms:KeyAgreementAlgorithm kms:MacAlgorithm kms:MessageType kms:MultiRegionKeyType
            kms:PrimaryRegion kms:ReEncryptOnSameKey kms:ReplicaRegion kms:ResourceAliases kms:RetiringPrincipal
            kms:RotationPeriodInDays kms:SigningAlgorithm kms:ValidTo kms:WrappingAlgorithm kms:WrappingKeySpec
            sts:AWSServiceName sts:IdentityTokenAudience sts:RequestContextProviders sts:SigningAlgorithm
            sts:SourceIdentity sts:TaskPolicyArn sts:TransitiveTagKeys
            """);

    /** Keys with an element, which stands behind a slash or a colon. */
    private static final Set<String> FAMILIES_WITHOUT_VALUE = lowerCase("kms:RecipientAttestation sts:RequestContext");

    /** What a document's Deny statements ask about in vain. */
    public static SilentDenials of(PolicyDocument document) {
        SortedSet<String> missing = new TreeSet<>();
        boolean unknown = false;
        for (Statement statement : document.statements()) {
            if (statement.effect() != Effect.DENY) {
                continue;
            }
            for (Condition condition : statement.conditions()) {
                ContextKey key = condition.key();
                if (key.known() != KnownConditionKey.OTHER || condition.whenMissing()) {
                    continue;
                }
                if (isUnknown(key)) {
                    unknown = true;
                } else {
                    missing.add(isOfOtherService(key) ? OTHER_SERVICE : key.text());
                }
            }
        }
        return new SilentDenials(missing, unknown);
    }

    /**
     * Makes sure that a document denies by nothing that nobody knows.
     *
     * @throws PolicyFormatException if it does
     */
    public static SilentDenials requireKnown(PolicyDocument document) throws PolicyFormatException {
        SilentDenials found = of(document);
        PolicyReader.require(
                !found.unknown, "A Deny asks about a condition key that does not exist, and would never hold.");
        return found;
    }

    private static boolean isUnknown(ContextKey key) {
        String text = key.text().toLowerCase(Locale.ROOT);
        return !isOfOtherService(key)
                && !WITHOUT_VALUE.contains(text)
                && FAMILIES_WITHOUT_VALUE.stream()
                        .noneMatch(family -> text.startsWith(family + "/") || text.startsWith(family + ":"));
    }

    private static boolean isOfOtherService(ContextKey key) {
        String text = key.text();
        return !SERVICES.contains(text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT));
    }

    private static Set<String> lowerCase(String names) {
        return Arrays.stream(names.strip().split("\\s+"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
