package dev.millrace.gateway.iam;

import com.google.protobuf.Message;
import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.access.ProtectedResource;
import dev.millrace.gateway.call.query.QueryErrors;
import dev.millrace.gateway.call.query.QueryForm;
import dev.millrace.gateway.call.query.QueryService;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.identity.IdentityErrorType;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.iam.v1.SimulateRequest;
import dev.millrace.policy.RequestContext;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.Principal;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * AWS Identity and Access Management: every operation the same way, by its description. Simulations alone are answered here.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/">API reference</a>
 */
final class IamService implements QueryService {
    private static final String VERSION = "2010-05-08";
    private static final String SIMULATE_PRINCIPAL = "SimulatePrincipalPolicy";
    private static final String SIMULATE_CUSTOM = "SimulateCustomPolicy";

    private final IamSubjects subjects;
    private final Decider decider;
    private final DirectoryCalls directory;
    private final PolicySimulation simulation;
    private final PrincipalRights rights;

    IamService(
            IamSubjects subjects,
            Decider decider,
            DirectoryCalls directory,
            PolicySimulation simulation,
            PrincipalRights rights) {
        this.subjects = subjects;
        this.decider = decider;
        this.directory = directory;
        this.simulation = simulation;
        this.rights = rights;
    }

    @Override
    public String signingName() {
        return "iam";
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String namespace() {
        return "https://iam.amazonaws.com/doc/" + VERSION + "/";
    }

    @Override
    public Optional<Message> prototype(String name) {
        return isSimulation(name)
                ? Optional.of(SimulateRequest.getDefaultInstance())
                : IamAction.find(name).map(IamAction::prototype);
    }

    private static boolean isSimulation(String name) {
        return name.equals(SIMULATE_PRINCIPAL) || name.equals(SIMULATE_CUSTOM);
    }

    @Override
    public Mono<Optional<Message>> perform(Requester requester, String name, QueryForm form) {
        requireNoSessionOfKey(requester.principal());
        if (isSimulation(name)) {
            // Far more work than other calls, for which the connections of an event loop would wait.
            return Mono.fromCallable(() -> Optional.of(simulate(requester, name, form)))
                    .subscribeOn(Schedulers.parallel());
        }
        IamAction action = IamAction.find(name).orElseThrow(() -> QueryErrors.unknownAction(name, VERSION));
        Principal caller = requester.principal();
        Message request = subjects.named(action, form.read(action.prototype()), caller);
        List<String> resources = subjects.resources(action, request, caller);
        IamCallConditions conditions = new IamCallConditions(action, request, subjects.identity(resources.get(0)));
        for (String resource : resources) {
            require(requester, action.policyName(), resource, conditions);
        }
        if (conditions.setsTagsAtCreation()) {
            require(requester, action.taggingPolicyName(), resources.get(0), conditions);
        }
        return directory.call(action.toCall(caller.accountId(), request)).map(action::resultOf);
    }

    /**
     * With a stolen session of a user or of the root one could make a key with IAM that outlives it. Sessions of roles
     * may call, as far as their policies go.
     *
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
     */
    private static void requireNoSessionOfKey(Principal caller) {
        if (caller.kind() != Principal.Kind.ROLE && caller.session().isPresent()) {
            throw SignatureErrors.unknownKey();
        }
    }

    /** Identities have no policies of their own that say who may change them. */
    private void require(Requester requester, String action, String resource, RequestContext conditions) {
        decider.require(
                requester,
                action,
                ProtectedResource.of(resource, requester.principal().accountId()),
                conditions,
                refusal -> new IdentityException(IdentityErrorType.ACCESS_DENIED, refusal));
    }

    private Message simulate(Requester requester, String name, QueryForm form) {
        SimulateRequest request = form.read(SimulateRequest.getDefaultInstance());
        boolean ofPrincipal = name.equals(SIMULATE_PRINCIPAL);
        String source = ofPrincipal ? request.getPolicySourceArn() : "*";
        require(requester, "iam:" + name, source, key -> IamCallConditions.tags(key, subjects.identity(source)));
        return ofPrincipal
                ? simulation.ofPrincipal(requester.principal().accountId(), request)
                : simulation.ofPolicies(rights.of(requester.principal()), request);
    }
}
