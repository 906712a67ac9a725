package dev.millrace.metadata.stream.setting;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.policy.PolicyFormatException;
import dev.millrace.policy.ResourcePolicyForm;
import dev.millrace.protocol.error.PolicyErrors;
import dev.millrace.stream.StreamArn;
import java.util.Optional;

/**
 * Changes of a stream's resource policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 */
public final class StreamPolicy {
    private final Account account;

    public StreamPolicy(Account account) {
        this.account = account;
    }

    public StreamUpdate put(String policy) {
        return (entry, usage) -> {
            try {
                ResourcePolicyForm.check(policy, arnOf(entry));
            } catch (PolicyFormatException e) {
                throw PolicyErrors.invalid(String.valueOf(e.getMessage()));
            }
            return entry.withPolicy(Optional.of(policy));
        };
    }

    public StreamUpdate delete() {
        return (entry, usage) -> {
            if (entry.policy().isEmpty()) {
                throw PolicyErrors.notFound(arnOf(entry));
            }
            return entry.withPolicy(Optional.empty());
        };
    }

    private String arnOf(CatalogEntry entry) {
        return new StreamArn("aws", account.region(), account.id(), entry.name()).toString();
    }
}
