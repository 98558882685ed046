// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Act, SignedInput, Verb, linesOf} from "./Act.t.sol";
import {directCall, signedCall, verdictOf} from "./ActCalls.t.sol";
import {structHash} from "./ActHashes.t.sol";
import {TraceTest} from "./TraceTest.t.sol";
import {vm} from "./Vm.t.sol";

/// @dev Signs acts and brings them.
abstract contract SignedActs is TraceTest {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    string internal constant NEW_CODE = "APPLE-0000-002";
    uint256 internal constant VERBS = uint256(type(Verb).max) + 1;
    /// @dev How many verbs may be brought on a batch as it was created.
    uint256 internal constant FRESH_VERBS = uint256(Verb.Transform) + 1;

    /// @dev An act of each verb that may be brought once `CODE` is created.
    function actOf(Verb verb) internal view returns (Act memory act) {
        act.verb = verb;
        act.code = verb == Verb.Create ? NEW_CODE : CODE;
        if (verb == Verb.Create) act.word = "KGM";
        if (verb == Verb.Record || verb == Verb.Series) act.word = "harvest";
        if (verb == Verb.Inspect) act.word = "pass";
        act.quantity = QUANTITY;
        act.amended = 1;
        act.to = stranger;
        act.digest = DIGEST;
        act.seq = 2;
        act.deadline = block.timestamp + 1 days;
        if (verb == Verb.Series) {
            act.digests = new bytes32[](2);
            (act.digests[0], act.digests[1]) = (keccak256("second"), keccak256("third"));
        }
        if (verb == Verb.Anchor) (act.root, act.count) = (keccak256("a tree"), 1440);
        if (verb == Verb.Split) act.parts = partsOf(0, 2, QUANTITY / 2);
        if (verb == Verb.Transform) {
            // The same batch again: what is signed has the number that it has before either is used.
            act.quantity = QUANTITY / 2;
            act.inputs = new SignedInput[](1);
            act.inputs[0] = SignedInput(CODE, 1, 2);
            act.outputs = outputsOf(0, 2);
        }
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
        return signedCall(act, actor, signature);
    }

    /// @dev The calldata of the direct verb.
    function callOf(Act memory act) internal pure returns (bytes memory) {
        return directCall(act);
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
        expectFailure(reason, relayer, callOf(act, actor, signature));
    }
}
