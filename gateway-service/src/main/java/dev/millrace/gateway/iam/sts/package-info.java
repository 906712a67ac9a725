/** AWS Security Token Service: who am I, and temporary credentials for users and roles. */
@NullMarked
package dev.millrace.gateway.iam.sts;

import org.jspecify.annotations.NullMarked;
