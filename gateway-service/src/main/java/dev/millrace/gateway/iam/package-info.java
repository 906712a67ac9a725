/** IAM: finds out what a call is about, asks whether the caller may, and hands it to the metadata service. */
@NullMarked
package dev.millrace.gateway.iam;

import org.jspecify.annotations.NullMarked;
