/** The key above all others: what is stored as a secret is sealed under it, and it is never stored beside what it seals. */
@NullMarked
package dev.millrace.masterkey;

import org.jspecify.annotations.NullMarked;
