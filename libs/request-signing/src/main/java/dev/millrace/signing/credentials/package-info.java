/** Who may sign requests: access keys, their secrets and the principals behind them. */
@NullMarked
package dev.millrace.signing.credentials;

import org.jspecify.annotations.NullMarked;
