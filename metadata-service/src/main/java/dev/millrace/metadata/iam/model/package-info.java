/** Accounts, users, groups, roles and managed policies: values and what can be said of each alone. */
@NullMarked
package dev.millrace.metadata.iam.model;

import org.jspecify.annotations.NullMarked;
