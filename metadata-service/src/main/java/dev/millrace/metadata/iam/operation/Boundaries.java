package dev.millrace.metadata.iam.operation;

import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityNames;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.model.Permissions;
import java.util.Optional;

/** Permissions boundaries: a managed policy that bounds what a user or role may be given. */
final class Boundaries {
    private Boundaries() {}

    static Permissions put(AccountView account, Permissions permissions, String policyArn) {
        String arn = IdentityNames.given("permissionsBoundary", policyArn);
        if (account.findPolicy(arn).isEmpty()) {
            throw IdentityErrors.invalidInput("Scope ARN: " + arn + " does not exist or is not attachable.");
        }
        return permissions.withBoundary(Optional.of(arn));
    }
}
