package dev.millrace.metadata.iam.model;

/** Whom policies can be given to. */
public sealed interface PolicyHolder extends Identity permits User, Group, Role {
    Permissions permissions();

    PolicyHolder with(Permissions changed);
}
