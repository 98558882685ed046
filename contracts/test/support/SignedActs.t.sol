// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Verdict} from "../../types/Batch.sol";
import {Kind} from "../../types/Kind.sol";
import {TraceTest} from "./TraceTest.t.sol";
import {vm} from "./Vm.t.sol";

/// @dev The first seven may be brought on a batch as it was created.
enum Verb {
    Create,
    Record,
    Inspect,
    Amend,
    Recall,
    Withdraw,
    Offer,
    Lift,
    Accept,
    Refuse,
    Cancel,
    Take
}

/// @dev What an actor signs, as a wallet shows it. Each verb uses some of the fields.
struct Act {
    Verb verb;
    string code;
    /// The unit, the kind or the verdict.
    string word;
    uint64 quantity;
    uint24 amended;
    address to;
    bytes32 digest;
    uint24 seq;
    uint256 deadline;
    /// Not signed: the custodian's signature, where there are two.
    bytes consent;
}

/// @dev Signs acts by the letter of EIP-712, on purpose without anything that `Trace` uses, and brings them.
abstract contract SignedActs is TraceTest {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    string internal constant NEW_CODE = "APPLE-0000-002";
    uint256 internal constant VERBS = 12;
    /// @dev How many verbs may be brought on a batch as it was created.
    uint256 internal constant FRESH_VERBS = 7;

    /// @dev An act of each verb that may be brought once `CODE` is created.
    function actOf(Verb verb) internal view returns (Act memory act) {
        act.verb = verb;
        act.code = verb == Verb.Create ? NEW_CODE : CODE;
        if (verb == Verb.Create) act.word = "KGM";
        if (verb == Verb.Record) act.word = "harvest";
        if (verb == Verb.Inspect) act.word = "pass";
        act.quantity = QUANTITY;
        act.amended = 1;
        act.to = stranger;
        act.digest = DIGEST;
        act.seq = 2;
        act.deadline = block.timestamp + 1 days;
    }

    function typeOf(Verb verb) private pure returns (bytes memory) {
        if (verb == Verb.Create) {
            return "Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)";
        }
        if (verb == Verb.Amend) return "Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)";
        if (verb == Verb.Record) return "Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)";
        if (verb == Verb.Inspect) {
            return "Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)";
        }
        if (verb == Verb.Offer) return "OfferCustody(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)";
        if (verb == Verb.Take) return "HandOver(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)";
        return abi.encodePacked(nameOf(verb), "(string code,bytes32 digest,uint24 seq,uint256 deadline)");
    }

    function nameOf(Verb verb) private pure returns (string memory) {
        if (verb == Verb.Recall) return "Recall";
        if (verb == Verb.Lift) return "Lift";
        if (verb == Verb.Withdraw) return "Withdraw";
        if (verb == Verb.Accept) return "AcceptCustody";
        if (verb == Verb.Refuse) return "RefuseCustody";
        return "CancelOffer";
    }

    function structHash(Act memory act) internal pure returns (bytes32) {
        bytes32 typeHash = keccak256(typeOf(act.verb));
        bytes32 code = keccak256(bytes(act.code));
        bytes32 word = keccak256(bytes(act.word));
        if (act.verb == Verb.Create) {
            return keccak256(abi.encode(typeHash, code, word, act.quantity, act.digest, act.deadline));
        }
        bytes memory tail = abi.encode(act.digest, act.seq, act.deadline);
        if (act.verb == Verb.Amend) return keccak256(bytes.concat(abi.encode(typeHash, code, act.amended), tail));
        if (act.verb == Verb.Record || act.verb == Verb.Inspect) {
            return keccak256(bytes.concat(abi.encode(typeHash, code, word), tail));
        }
        if (act.verb == Verb.Offer || act.verb == Verb.Take) {
            return keccak256(bytes.concat(abi.encode(typeHash, code, act.to), tail));
        }
        return keccak256(bytes.concat(abi.encode(typeHash, code), tail));
    }

    function typedHash(Act memory act, address verifier, uint256 chainId) internal pure returns (bytes32) {
        bytes32 domain =
            keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256("Suyuan Trace"), keccak256("1"), chainId, verifier));
        return keccak256(abi.encodePacked(hex"1901", domain, structHash(act)));
    }

    function sign(uint256 key, Act memory act) internal view returns (bytes memory) {
        return signHash(key, typedHash(act, address(trace), block.chainid));
    }

    function signHash(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The calldata that brings a signed act.
    function callOf(Act memory act, address actor, bytes memory signature) internal pure returns (bytes memory) {
        bytes32 id = keccak256(bytes(act.code));
        uint256 deadline = act.deadline;
        if (act.verb == Verb.Create) {
            bytes3 unit = bytes3(bytes(act.word));
            return abi.encodeCall(
                ITrace.createBySig, (act.code, unit, act.quantity, act.digest, actor, deadline, signature)
            );
        }
        if (act.verb == Verb.Record) {
            Kind kind = Kind.wrap(bytes32(bytes(act.word)));
            return abi.encodeCall(ITrace.recordBySig, (id, kind, act.digest, actor, deadline, signature));
        }
        if (act.verb == Verb.Inspect) {
            Verdict verdict = keccak256(bytes(act.word)) == keccak256("pass") ? Verdict.Pass : Verdict.Fail;
            return abi.encodeCall(ITrace.inspectBySig, (id, verdict, act.digest, actor, deadline, signature));
        }
        if (act.verb == Verb.Amend) {
            return abi.encodeCall(ITrace.amendBySig, (id, act.amended, act.digest, actor, deadline, signature));
        }
        if (act.verb == Verb.Offer) {
            return abi.encodeCall(ITrace.offerCustodyBySig, (id, act.to, act.digest, actor, deadline, signature));
        }
        if (act.verb == Verb.Take) {
            return abi.encodeCall(ITrace.takeCustodyBySig, (id, act.digest, actor, deadline, signature, act.consent));
        }
        return abi.encodeWithSelector(plainVerb(act.verb), id, act.digest, actor, deadline, signature);
    }

    function plainVerb(Verb verb) private pure returns (bytes4) {
        if (verb == Verb.Recall) return ITrace.recallBySig.selector;
        if (verb == Verb.Lift) return ITrace.liftBySig.selector;
        if (verb == Verb.Withdraw) return ITrace.withdrawBySig.selector;
        if (verb == Verb.Accept) return ITrace.acceptCustodyBySig.selector;
        if (verb == Verb.Refuse) return ITrace.refuseCustodyBySig.selector;
        return ITrace.cancelOfferBySig.selector;
    }

    /// @dev The calldata of the direct verb.
    function callOf(Act memory act) internal pure returns (bytes memory) {
        bytes32 id = keccak256(bytes(act.code));
        bytes32 digest = act.digest;
        Verb verb = act.verb;
        if (verb == Verb.Create) {
            return abi.encodeCall(ITrace.create, (act.code, bytes3(bytes(act.word)), act.quantity, digest));
        }
        if (verb == Verb.Record) return abi.encodeCall(ITrace.record, (id, Kind.wrap(bytes32(bytes(act.word))), digest));
        if (verb == Verb.Inspect) return abi.encodeCall(ITrace.inspect, (id, verdictOf(act), digest));
        if (verb == Verb.Amend) return abi.encodeCall(ITrace.amend, (id, act.amended, digest));
        if (verb == Verb.Recall) return abi.encodeCall(ITrace.recall, (id, digest));
        if (verb == Verb.Lift) return abi.encodeCall(ITrace.lift, (id, digest));
        if (verb == Verb.Withdraw) return abi.encodeCall(ITrace.withdraw, (id, digest));
        if (verb == Verb.Offer) return abi.encodeCall(ITrace.offerCustody, (id, act.to, digest));
        if (verb == Verb.Accept) return abi.encodeCall(ITrace.acceptCustody, (id, digest));
        if (verb == Verb.Refuse) return abi.encodeCall(ITrace.refuseCustody, (id, digest));
        if (verb == Verb.Cancel) return abi.encodeCall(ITrace.cancelOffer, (id, digest));
        return abi.encodeCall(ITrace.takeCustody, (id, digest, act.deadline, act.consent));
    }

    function verdictOf(Act memory act) internal pure returns (Verdict) {
        return bytes(act.word)[0] == "p" ? Verdict.Pass : Verdict.Fail;
    }

    /// @dev Brings a signed act, as the relayer; fails as the call does.
    function bring(Act memory act, address actor, bytes memory signature) internal {
        bytes memory data = callOf(act, actor, signature);
        vm.prank(relayer);
        (bool success, bytes memory result) = address(trace).call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    /// @dev Asserts that bringing a signed act fails with exactly this error, and writes no line.
    function expectRefusal(bytes memory reason, Act memory act, address actor, bytes memory signature) internal {
        uint64 lines = trace.lineCount();
        bytes memory data = callOf(act, actor, signature);
        vm.prank(relayer);
        (bool success, bytes memory result) = address(trace).call(data);
        vm.assertFalse(success, "refused");
        vm.assertEq(result, reason, "reason");
        vm.assertEq(trace.lineCount(), lines, "no line was written");
    }
}
