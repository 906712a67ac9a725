package dev.millrace.policy;

import java.util.List;
import java.util.Set;

/**
 * A policy document, compiled: every pattern, operator and value is taken apart once, when it is read. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the JSON policy
 *     language</a>
 */
public final class PolicyDocument {
    private final PolicyKind kind;
    private final List<Statement> statements;
    private final Set<ContextKey> contextKeys;

    PolicyDocument(PolicyKind kind, List<Statement> statements, Set<ContextKey> contextKeys) {
        this.kind = kind;
        this.statements = List.copyOf(statements);
        this.contextKeys = Set.copyOf(contextKeys);
    }

    /**
     * Reads a document.
     *
     * @throws PolicyFormatException if it is none of this kind
     */
    public static PolicyDocument parse(PolicyKind kind, String text) throws PolicyFormatException {
        return new PolicyReader(kind).read(text);
    }

    public PolicyKind kind() {
        return kind;
    }

    /** The keys that its conditions and variables ask about. */
    public Set<ContextKey> contextKeys() {
        return contextKeys;
    }

    List<Statement> statements() {
        return statements;
    }

    /** Whether a statement of the effect matches the request. */
    boolean matches(AccessRequest request, Effect effect) {
        for (Statement statement : statements) {
            if (statement.effect() == effect && statement.match(request) != PrincipalMatch.NONE) {
                return true;
            }
        }
        return false;
    }

    /** How closely those statements name the caller that allow it the request. */
    PrincipalMatch allows(AccessRequest request) {
        PrincipalMatch closest = PrincipalMatch.NONE;
        for (Statement statement : statements) {
            if (statement.effect() == Effect.ALLOW && closest != PrincipalMatch.CALLER) {
                closest = closest.orCloser(statement.match(request));
            }
        }
        return closest;
    }
}
