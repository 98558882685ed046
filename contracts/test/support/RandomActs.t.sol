// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../../ITrace.sol";
import {Status} from "../../types/Batch.sol";
import {Act, SignedInput, Verb} from "./Act.t.sol";
import {TraceModel} from "./TraceModel.t.sol";
import {bound} from "./Vm.t.sol";

/// @dev Acts on what is there, most of them good, and some with each thing that an act must not have.
abstract contract RandomActs is TraceModel {
    uint256 internal constant ACTORS = 6;

    function randomAct(Verb verb, uint256 seed) internal view returns (Act memory act) {
        act = actOf(verb);
        act.digest = randomDigest(seed, 5);
        bool fresh = verb == Verb.Create && (codes.length == 0 || !odds(seed, 6, 8));
        act.code = fresh ? codeOf(seed, 1 + (seed % 64)) : codes[seed % codes.length];
        act.quantity = uint64(seed);
        act.to = odds(seed, 9, 16) ? address(0) : holder((seed >> 32) % ACTORS);
        if (verb == Verb.Record || verb == Verb.Series) act.word = odds(seed, 7, 3) ? "grading" : "harvest";
        if (verb == Verb.Inspect) act.word = odds(seed, 7, 3) ? "fail" : "pass";
        uint24 latest = modelIn(act).seq;
        act.seq = latest + 1;
        act.amended = odds(seed, 8, 16) ? latest + 1 : uint24(bound(seed >> 128, 1, latest == 0 ? 1 : latest));
        if (verb == Verb.Series) act.digests = randomDigests(seed);
        if (verb == Verb.Anchor && odds(seed, 10, 24)) act.root = 0;
        if (verb == Verb.Anchor && odds(seed, 11, 24)) act.count = 0;
        if (verb == Verb.Split) act.parts = randomParts(seed, modelIn(act).quantity);
        if (verb == Verb.Transform) {
            act.quantity = randomAmount(mix(seed, 12), modelIn(act).quantity);
            act.inputs = randomInputs(seed, act);
            act.outputs = randomOutputs(seed);
        }
    }

    /* QUANTITIES */

    function randomParts(uint256 seed, uint64 left) private view returns (ITrace.Part[] memory parts) {
        parts = new ITrace.Part[](1 + (mix(seed, 20) % 3));
        for (uint256 i = 0; i < parts.length; ++i) {
            uint256 own = mix(seed, 21 + i);
            parts[i].code = randomNewCode(own, i == 0 ? "" : parts[0].code);
            parts[i].quantity = randomAmount(own, left);
            parts[i].digest = randomDigest(own, 0);
            left -= parts[i].quantity < left ? parts[i].quantity : left;
        }
    }

    /// @dev After the first; mostly of the same custodian's, and often the first once more.
    function randomInputs(uint256 seed, Act memory act) private view returns (SignedInput[] memory inputs) {
        inputs = new SignedInput[](mix(seed, 30) % 3);
        for (uint256 i = 0; i < inputs.length; ++i) {
            uint256 own = mix(seed, 31 + i);
            string memory code = odds(own, 1, 3) ? act.code : randomInput(own, modelIn(act).custodian);
            Model storage model = _models[keccak256(bytes(code))];
            uint64 left = model.quantity;
            if (same(code, act.code)) left -= act.quantity < left ? act.quantity : left;
            inputs[i] = SignedInput(code, randomAmount(own, left), model.seq + 1);
        }
    }

    function randomInput(uint256 seed, address custodian) private view returns (string memory) {
        uint256 place = seed % codes.length;
        for (uint256 i = 0; i < codes.length && !odds(seed, 2, 12); ++i) {
            Model storage model = _models[keccak256(bytes(codes[place]))];
            if (model.custodian == custodian && model.status == Status.Active && model.quantity != 0) break;
            place = (place + 1) % codes.length;
        }
        return codes[place];
    }

    function randomOutputs(uint256 seed) private view returns (ITrace.Output[] memory outputs) {
        outputs = outputsOf(seed, 1 + (mix(seed, 40) % 2));
        for (uint256 i = 0; i < outputs.length; ++i) {
            uint256 own = mix(seed, 41 + i);
            outputs[i].code = randomNewCode(own, i == 0 ? "" : outputs[0].code);
            outputs[i].digest = randomDigest(own, 0);
            outputs[i].quantity = uint64(own >> (own % 64)); // small ones too, which are soon used up
        }
    }

    /// @dev Some of what there is, or all; now and then nothing, or more.
    function randomAmount(uint256 seed, uint64 left) private pure returns (uint64) {
        if (odds(seed, 3, 24)) return 0;
        if (odds(seed, 4, 12)) return left == type(uint64).max ? left : left + 1;
        if (left == 0 || odds(seed, 5, 6)) return left;
        return 1 + uint64(seed % left);
    }

    /* WORDS */

    /// @dev Now and then one that is taken, or named before in the same act.
    function randomNewCode(uint256 seed, string memory before) private view returns (string memory) {
        if (odds(seed, 6, 24)) return codes[seed % codes.length];
        if (odds(seed, 7, 24) && bytes(before).length != 0) return before;
        return codeOf(seed, 4 + (seed % 61));
    }

    function randomDigests(uint256 seed) private pure returns (bytes32[] memory digests) {
        digests = new bytes32[](mix(seed, 50) % 4);
        for (uint256 i = 0; i < digests.length; ++i) digests[i] = randomDigest(seed, 51 + i);
    }

    function randomDigest(uint256 seed, uint256 question) private pure returns (bytes32) {
        return odds(seed, question, 24) ? bytes32(0) : keccak256(abi.encode("digest", seed, question));
    }

    /* LUCK */

    /// @dev True once in so many times, for each question on its own.
    function odds(uint256 seed, uint256 question, uint256 many) internal pure returns (bool) {
        return mix(seed, question) % many == 0;
    }

    function mix(uint256 seed, uint256 question) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, question)));
    }
}
